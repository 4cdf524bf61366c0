/* What a person drops or chooses, as [path, file]: folders are walked, names of loose files are kept apart. */
const kgTaking = (() => {
  'use strict';
  /* Bytes above which the program refuses a file: no more of it is read than shows that. */
  const LARGEST = 50 * 1024 * 1024;
  const MOST = 20000;

  const entries = (folder) => new Promise((resolve, reject) => {
    const reader = folder.createReader();
    const all = [];
    const more = () => reader.readEntries((some) => {
      all.push(...some);
      if (some.length) { more(); } else { resolve(all); }
    }, reject);
    more();
  });
  const walk = async (entry, above, found) => {
    if (found.length > MOST) { return; }
    const path = above + entry.name;
    if (entry.isDirectory) {
      for (const one of await entries(entry)) { await walk(one, `${path}/`, found); }
      if (!found.some(([name]) => name.startsWith(`${path}/`))) { found.push([`${path}/`, null]); }
    } else {
      found.push([path, await new Promise((resolve, reject) => { entry.file(resolve, reject); })]);
    }
  };
  const walkHandle = async (handle, above, found) => {
    if (found.length > MOST) { return; }
    const path = above + handle.name;
    if (handle.kind === 'file') { found.push([path, await handle.getFile()]); return; }
    const before = found.length;
    for await (const one of handle.values()) { await walkHandle(one, `${path}/`, found); }
    if (found.length === before) { found.push([`${path}/`, null]); }
  };
  /* Everything has to be asked for before anything is waited for: the event gives it only while it lasts. Chromium opens
     no entry for a page that lies on a disk, but it has handles; Firefox has entries only. */
  const dropped = async (transfer) => {
    const items = Array.from(transfer.items || []).filter((item) => item.kind === 'file');
    const handles = items.map((item) => (item.getAsFileSystemHandle ? item.getAsFileSystemHandle() : Promise.resolve(null)));
    const roots = items.map((item) => item.webkitGetAsEntry && item.webkitGetAsEntry());
    const plain = Array.from(transfer.files);
    const folders = roots.some((root) => root && root.isDirectory);
    if (!folders) { return chosen(plain); }
    const found = [];
    const opened = await Promise.all(handles).catch(() => [null]);
    if (opened.every(Boolean)) {
      for (const handle of opened) { await walkHandle(handle, '', found); }
    } else {
      for (const root of roots) { await walk(root, '', found); }
    }
    return apart(found.sort(([one], [other]) => (one < other ? -1 : 1)));
  };
  const chosen = (files) => apart(Array.from(files, (file) => [file.webkitRelativePath || file.name, file]));
  /* Two loose files of one name (from two folders) both stay. */
  const apart = (found) => {
    const seen = new Set();
    return found.map(([path, file]) => {
      let name = path;
      for (let number = 2; seen.has(name); number += 1) { name = path.replace(/(\.[^./]*)?$/, (ending) => ` (${number})${ending}`); }
      seen.add(name);
      return [name, file];
    });
  };
  const same = (one, other) => one === other || Boolean(one && other && one.length === other.length && one.every((byte, at) => byte === other[at]));
  /* Two drops as one; what is in both, name and content, is there once. */
  const together = (before, more) => {
    const known = new Map(before);
    return apart([...before, ...more.filter(([path, bytes]) => !(known.has(path) && same(known.get(path), bytes)))]);
  };
  const isVerdicts = ([path]) => !path.includes('/') && /\.toml$/i.test(path) && !/^(list|corrections)\.toml$|\.corrections\.toml$/i.test(path);
  /* Content beside path; nothing for a folder that is empty. */
  const read = async (found) => {
    const given = [];
    for (const [path, file] of found) {
      given.push([path, file && new Uint8Array(await file.slice(0, LARGEST + 1).arrayBuffer())]);
    }
    return given;
  };
  return { dropped, chosen, apart, together, isVerdicts, read };
})();
if (typeof module !== 'undefined') { module.exports = kgTaking; }
