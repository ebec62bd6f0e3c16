// Goes on to the app by itself; without this file the button does.
const onward = document.querySelector('a[data-continue]');
if (onward) window.location.replace(onward.href);
