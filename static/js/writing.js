/* Saves a draft while it is written, says plainly when it is not saved, and shows how far the prompts are. */
(() => {
  const form = document.getElementById('write')
  if (!form) return
  const SAVE_AFTER = 5000, TRY_AGAIN = 10000, LONGEST_WAIT = 60000, FITS_A_LAST_REQUEST = 60000
  const said = document.getElementById('said')
  const door = () => form.querySelector('.door')

  const atFirst = said.dataset.state
  let typed = atFirst === 'unsaved' || atFirst === 'conflict' ? 1 : 0 // goes up with every change
  let stored = 0 // what it was when the draft was last saved
  let saving = null, timer = 0, wait = TRY_AGAIN
  let stopped = atFirst === 'conflict' // another tab changed the draft: nothing more is saved unseen
  let sending = false, leaving = false

  /* Being saved is said quietly; what stands in its way is read out too. */
  const say = (state, words) => {
    const loud = !['saving', 'saved', 'unsaved', 'new'].includes(state) || Boolean(words)
    const told = words || said.dataset[state] || ''
    if (said.dataset.state === state && !words) return
    said.dataset.state = state
    const [quiet, aloud] = said.children
    quiet.textContent = loud ? '' : told
    if (aloud.innerHTML !== (loud ? told : '')) aloud.innerHTML = loud ? told : ''
  }

  const fields = () => {
    const data = new FormData(form)
    for (const secret of ['words', 'offered']) data.delete(secret)
    return data
  }

  const ask = async () => {
    const body = fields()
    const size = new URLSearchParams(body).toString().length
    const options = { keepalive: size < FITS_A_LAST_REQUEST }
    const answer = await parts.ask(form.action, body, 'saved', options)
    const token = answer?.status === 403 && answer.page.querySelector('main [name=csrfmiddlewaretoken]')
    if (!token || token.value === body.get('csrfmiddlewaretoken')) return answer
    form.querySelector('[name=csrfmiddlewaretoken]').value = token.value // they signed in again, in another tab
    return parts.ask(form.action, fields(), 'saved', options)
  }

  const store = async () => {
    const at = typed
    say('saving')
    const answer = await ask()
    const now = answer?.page.getElementById('now')
    if (!now) {
      const hopeless = answer && answer.status < 500
      say(hopeless ? 'refused' : 'failed')
      if (!hopeless) {
        later(wait)
        wait = Math.min(wait * 2, LONGEST_WAIT)
      }
      return
    }
    wait = TRY_AGAIN
    for (const id of ['keeping', 'other']) parts.put(document.getElementById(id), answer.page.getElementById(id))
    const { address } = document.getElementById('keeping').dataset
    if (address && !sending) {
      form.action = address
      if (location.pathname !== address) history.replaceState(null, '', address)
    }
    const { state } = now.dataset
    if (state === 'saved') stored = at
    stopped = state === 'conflict'
    say(state === 'saved' && typed !== at ? 'unsaved' : state, now.innerHTML)
  }

  const save = () => {
    clearTimeout(timer)
    if (typed === stored || stopped || sending || door()) return saving
    saving ??= store().finally(() => { saving = null })
    return saving
  }
  const later = after => {
    clearTimeout(timer)
    timer = setTimeout(save, after)
  }

  form.addEventListener('input', event => {
    if (event.target.closest('.door, .seen')) return
    typed += 1
    parts.idle(() => measure(event.target))
    if (stopped) return
    say(door() ? 'closed' : 'unsaved')
    later(SAVE_AFTER)
  })
  addEventListener('online', save)
  document.addEventListener('visibilitychange', () => { if (document.hidden && !leaving) save() })
  addEventListener('pagehide', () => { if (!leaving) save() })
  addEventListener('beforeunload', event => {
    if (typed === stored || leaving) return
    save()
    event.preventDefault()
  })
  addEventListener('pageshow', () => { sending = leaving = false })
  document.addEventListener('click', event => { // whoever leaves in a hurry is asked nothing, and nothing is sent
    if (event.target.closest('.exit__link')) leaving = true
  }, true)

  /* A form is handed over when the site is there to take it: a page that does not load would take the words with it. */
  const reachable = async () => {
    try {
      return (await fetch(form.dataset.alive, { cache: 'no-store', signal: AbortSignal.timeout(8000) })).ok
    } catch {
      return false
    }
  }
  form.addEventListener('submit', async event => {
    if (leaving) return
    event.preventDefault()
    if (sending) return
    sending = true
    clearTimeout(timer)
    await saving
    leaving = await reachable()
    if (leaving) return form.requestSubmit(event.submitter)
    sending = false
    say('failed')
    later(wait)
  })

  /* How long a text has become, and which prompts are begun. */
  const measure = field => {
    const longest = Number(field.dataset?.longest)
    if (!longest) return
    const link = document.querySelector(`.progress [href="#${field.id}"]`)
    const text = field.value.trim()
    if (link) {
      link.toggleAttribute('data-filled', text !== '')
      link.querySelector('span > span').hidden = text === ''
    }
    let count = field.parentNode.querySelector('.prompt__count')
    const left = longest - text.length
    const words = text ? text.split(/\s+/).length : 0
    const [told, number] = left < 0 ? ['over', -left] : left < 2000 ? ['left', left] : ['words', words < 50 ? 0 : Math.round(words / 10) * 10]
    if (!count && number) {
      count = document.createElement('p')
      count.className = 'prompt__count'
      field.after(count)
    }
    if (!count) return
    count.hidden = !number
    count.dataset.told = told
    count.textContent = form.dataset[told].replace('{}', number.toLocaleString())
  }
  for (const field of form.querySelectorAll('[data-longest]')) parts.idle(() => measure(field))
})()
