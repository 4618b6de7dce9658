// A light or dark page that a reader chose, before anything is painted. The rest is in folio.js.
try {
  const scheme = localStorage.getItem("offprint.scheme");
  if (scheme) document.documentElement.dataset.scheme = scheme;
} catch {
  // Storage is switched off; the system's preference holds.
}
