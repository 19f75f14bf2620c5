// Shows passkey buttons where the browser has passkeys, and says so in words when one does not answer.
document.addEventListener("DOMContentLoaded", () => {
  const able = Boolean(window.PublicKeyCredential && window.isSecureContext);
  for (const button of document.querySelectorAll("[data-passkey]")) button.hidden = !able;
  for (const words of document.querySelectorAll("[data-needs-passkey]")) words.hidden = able;
});

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  for (const words of document.querySelectorAll("[data-passkey-trouble]")) words.hidden = false;
});
