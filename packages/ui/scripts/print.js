// Shows the print buttons: without this script the browser's own print command does the same.
for (const button of document.querySelectorAll('button.print-button')) {
  button.hidden = false;
  button.addEventListener('click', () => window.print());
}
