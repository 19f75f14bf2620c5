// The form for ideas: solves the proof of work while somebody writes, so that nobody has to answer the question.
const form = document.querySelector("[data-idea-form]");
if (form && crypto.subtle) begin(form);

/* Solves a challenge as soon as somebody begins to write, and sends the form once it is solved. */
function begin(form) {
  const question = form.querySelector("[data-idea-question]");
  const status = form.querySelector("[data-idea-status]");
  let solving = null;
  const start = () => { solving ??= prove(form).then((proof) => { form.elements.proof.value = proof; return true; }, () => false); };

  question.hidden = true;
  form.addEventListener("focusin", start, { once: true });
  form.addEventListener("submit", async (event) => {
    if (event.submitter?.value !== "send" || !question.hidden || form.elements.proof.value) return;
    event.preventDefault();
    status.textContent = status.dataset.busy;
    start();
    const isSolved = await solving;
    status.textContent = "";
    if (isSolved) return form.requestSubmit(event.submitter);
    question.hidden = false;
    form.elements.answer.focus();
  });
}

async function prove(form) {
  const answer = await fetch(form.dataset.challenge, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error("no challenge");
  const challenge = await answer.json();
  const solution = await solve(form.dataset.solver, challenge);
  return btoa(JSON.stringify({ challenge, solution }));
}

/* ALTCHA's own solver, in a thread beside the page. */
function solve(address, challenge) {
  const worker = new Worker(address);
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => { data?.derivedKey ? resolve(data) : reject(new Error("not solved")); };
    worker.onerror = reject;
    worker.postMessage({ type: "work", challenge });
  }).finally(() => worker.terminate());
}

document.querySelector("#errors")?.focus();
