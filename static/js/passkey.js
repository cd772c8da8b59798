/* Shows what needs a passkey where the browser knows passkeys, and says kindly when none was given. */
(() => {
  if (!window.PublicKeyCredential) return
  for (const part of document.querySelectorAll('[data-passkey]')) part.hidden = false
  for (const part of document.querySelectorAll('[data-no-passkey]')) part.hidden = true
  document.addEventListener('allauth.error', event => {
    event.preventDefault()
    for (const said of document.querySelectorAll('[data-passkey-said]')) {
      said.textContent = said.dataset.passkeySaid
    }
  })
})()
