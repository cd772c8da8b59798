/* Asks the site for a named part of a page, and puts it in the place of the old one. */
const parts = (() => {
  const idle = window.requestIdleCallback?.bind(window) ?? (run => setTimeout(run, 50))

  /* {status, page} of what came back, or null when nothing did. */
  const ask = async (address, fields, part, options = {}) => {
    try {
      const body = new URLSearchParams(fields)
      const response = await fetch(address, { method: 'POST', body, headers: { Part: part }, ...options })
      const page = new DOMParser().parseFromString(await response.text(), 'text/html')
      return { status: response.status, page }
    } catch {
      return null
    }
  }

  /* Whether anything changed. What somebody is just using stays as it is. */
  const put = (old, fresh) => {
    if (!fresh || !old || old.isEqualNode(fresh) || old.contains(document.activeElement)) return false
    old.replaceWith(document.adoptNode(fresh))
    return true
  }

  return { ask, idle, put }
})()
