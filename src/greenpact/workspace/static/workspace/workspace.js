/* Nothing typed is lost, nothing is sent twice, and what needs a decision has the focus. */

document.querySelector("#clash, #errors")?.focus();

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.sent) event.preventDefault();
  else form.dataset.sent = "yes";
});
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

const editor = document.querySelector(".gw-editor");
if (editor) watch(editor, editor.querySelector("#kept"));

/* Tells when a form could not be kept as a draft, and keeps it on the screen while nobody would receive it. */
function watch(form, line) {
  let typed = 0, asked = 0, kept = 0, isFailing = false;

  function tell(isWell, words) {
    isFailing = !isWell;
    line.classList.toggle("gw-kept--failed", isFailing);
    if (isFailing) line.textContent = words;
  }

  form.addEventListener("input", () => { typed += 1; });
  // What a part of the form asks for on its own, such as a short name, is no word about the draft.
  const on = (name, act) => form.addEventListener(name, ({ detail }) => { if (detail.elt === form) act(detail); });
  on("htmx:beforeRequest", () => { asked = typed; });
  on("htmx:beforeOnLoad", ({ xhr }) => {
    if (xhr.status !== 200) return;
    kept = asked;
    tell(true);
  });
  for (const name of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
    on(name, () => tell(false, line.dataset.unkept));
  }

  form.addEventListener("submit", async (event) => {
    if (navigator.onLine && !isFailing) return;
    event.preventDefault();
    const isThere = await fetch(location.href, { method: "HEAD" }).then(() => true, () => false);
    tell(isThere, line.dataset.offline);
    if (isThere) form.requestSubmit(event.submitter);
  });
  addEventListener("beforeunload", (event) => {
    if (typed > kept && !form.dataset.sent) event.preventDefault();
  });
}
