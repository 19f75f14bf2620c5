/* Leads the eye and the screen reader to what needs a decision: two versions side by side, or a list of errors. */

document.querySelector("#clash, #errors")?.focus();
