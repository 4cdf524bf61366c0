/* Scripts run: the page shows itself instead of the plain record. First of all scripts, so that the record is never laid out. */
document.documentElement.className = 'live';
