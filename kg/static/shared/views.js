/* The views by name; each file puts its own in. */
const kgViews = Object.create(null);
