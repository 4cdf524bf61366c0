/* The editor: CodeMirror in a root of its own, whose styles the page's policy lets in; unpacked when it is first shown. */
const kgEditor = (() => {
  'use strict';
  const { el } = kgMake;
  const { t } = kgSay;
  const MONO = 'Consolas, "Cascadia Mono", Menlo, "Noto Sans Mono CJK SC", monospace';
  const theme = (code) => code.EditorView.theme({
    '&': { color: 'var(--ink)', backgroundColor: 'var(--paper)', fontSize: '13px', border: '1px solid var(--edge)', borderRadius: '6px' },
    '&.cm-focused': { outline: '2px solid var(--accent)', outlineOffset: '1px' },
    '.cm-scroller': { fontFamily: MONO, lineHeight: '1.55', maxHeight: '38vh', minHeight: '150px', overflow: 'auto' },
    '.cm-content': { caretColor: 'var(--ink)' },
    '&.cm-focused .cm-cursor': { borderLeftColor: 'var(--ink)' },
    '.cm-gutters': { backgroundColor: 'var(--ground)', color: 'var(--soft)', borderRight: '1px solid var(--line)' },
    '&.cm-focused .cm-matchingBracket': { backgroundColor: 'var(--mark)' },
    '.cm-tooltip': { backgroundColor: 'var(--paper)', color: 'var(--ink)', border: '1px solid var(--edge)', borderRadius: '6px' },
    '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: MONO, maxHeight: '16em' },
    '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '3px 8px' },
    '.cm-tooltip-autocomplete ul li[aria-selected]': { backgroundColor: 'var(--accent)', color: 'var(--on-accent)' },
    '.cm-completionDetail': { fontStyle: 'normal', marginLeft: '1em', opacity: '.85' },
    '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: '600' },
    '.cm-lintRange-error': { backgroundImage: 'none', textDecoration: 'underline wavy var(--grave)', textUnderlineOffset: '4px' },
    '.cm-lintPoint-error:after': { borderBottomColor: 'var(--grave)' },
    '.cm-diagnostic-error': { borderLeftColor: 'var(--grave)' }
  });
  const colours = (code) => {
    const { tags } = code;
    return code.HighlightStyle.define([
      { tag: [tags.keyword, tags.operatorKeyword, tags.definitionKeyword, tags.controlKeyword], color: 'var(--accent)', fontWeight: '600' },
      { tag: [tags.comment, tags.lineComment], color: 'var(--soft)' },
      { tag: [tags.string, tags.literal], color: 'var(--township)' },
      { tag: [tags.variableName, tags.special(tags.variableName)], color: 'var(--recalled)' },
      { tag: [tags.namespace, tags.typeName, tags.propertyName, tags.url, tags.labelName], color: 'var(--basic)' },
      { tag: [tags.number, tags.bool], color: 'var(--cooperative)' }
    ]);
  };
  /* What is typed goes into the text by the editor's own way: Chromium would copy the style of what it replaces, which the page's policy forbids. */
  const typed = (code) => code.EditorView.domEventHandlers({
    beforeinput: (event, view) => {
      if (event.inputType !== 'insertText' || event.isComposing || typeof event.data !== 'string' || view.composing) { return false; }
      const { from, to } = view.state.selection.main;
      const change = () => view.state.update({ changes: { from, to, insert: event.data }, selection: { anchor: from + event.data.length }, userEvent: 'input.type', scrollIntoView: true });
      if (!view.state.facet(code.EditorView.inputHandler).some((handler) => handler(view, from, to, event.data, change))) { view.dispatch(change()); }
      event.preventDefault();
      return true;
    }
  });
  /* terms: what may be completed; run(): Ctrl+Enter; returns {node, text, set, fault, focus} */
  const make = ({ terms, run }) => {
    if (!window.kgCodeMirror) { kgData.run('editor'); }
    const code = window.kgCodeMirror;
    const host = el('div.editor', { 'data-at': 'editor', tabindex: '-1' });
    const root = host.attachShadow({ mode: 'open' });
    const source = (context) => {
      const before = context.state.sliceDoc(Math.max(0, context.pos - 80), context.pos);
      const found = kgComplete.word(before);
      if (!found || (!context.explicit && found.text.length < 2)) { return null; }
      const options = kgComplete.find(found.text, terms, context.state.doc.toString());
      return options.length ? { from: context.pos - found.text.length, filter: false, options: options.map((one) => ({ label: one.label, type: one.type, detail: kgSay.of(one.detail) })) } : null;
    };
    // Escape belongs to the page, once no list of words is open
    const keys = [...code.closeBracketsKeymap, ...code.completionKeymap, ...code.historyKeymap, { key: 'Mod-Enter', run: () => { run(); return true; } }, ...code.defaultKeymap.filter((one) => one.key !== 'Mod-Enter')];
    const state = (doc) => code.EditorState.create({
      doc,
      extensions: [
        code.lineNumbers(), code.history(), code.bracketMatching(), code.closeBrackets(), code.autocompletion({ override: [source], icons: false }), code.sparql(),
        code.syntaxHighlighting(colours(code)), theme(code), code.EditorView.lineWrapping, typed(code), code.keymap.of(keys), code.EditorState.phrases.of({ Completions: '补全 completions' }),
        code.EditorView.contentAttributes.of({ 'aria-label': t('queryText'), tabindex: '0', spellcheck: 'false', autocapitalize: 'off', lang: 'en' })
      ]
    });
    const view = new code.EditorView({ state: state(''), parent: root, root });
    // what is typed is not for the page's own keys
    host.addEventListener('keydown', (event) => event.stopPropagation());
    const text = () => view.state.doc.toString();
    const fault = (one) => {
      const { length } = view.state.doc;
      const found = one ? [{ from: Math.min(one.from, length), to: Math.min(one.to, length), severity: 'error', message: one.message }] : [];
      view.dispatch(code.setDiagnostics(view.state, found));
      if (one) { view.dispatch({ selection: { anchor: Math.min(one.from, length) }, scrollIntoView: true }); }
    };
    host.focus = () => view.focus();
    return { node: host, text, set: (next) => { if (next !== text()) { view.setState(state(next)); } }, fault, focus: () => view.focus(), complete: (pos) => source({ state: view.state, pos, explicit: true }) };
  };
  return { make };
})();
