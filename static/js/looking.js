/* Has the text looked at while it is written, and shows below each prompt what could tell who somebody is. */
(() => {
  const form = document.getElementById('write')
  if (!form?.dataset.look) return
  const LOOK_AFTER = 1000, REST = 15000
  const done = document.getElementById('done')
  let timer = 0, turn = 0, undo = null, answered = null, rested = 0

  const later = after => {
    clearTimeout(timer)
    timer = setTimeout(look, Math.max(after, rested - Date.now()))
  }

  const look = async () => {
    if (form.querySelector('.door') || ![...form.querySelectorAll('[data-longest], .ladder [type=text]')].some(field => field.value)) return
    const mine = ++turn
    const data = new FormData(form)
    data.delete('revision')
    const answer = await parts.ask(form.dataset.look, data, 'looked')
    if (mine !== turn) return
    const seen = answer?.status === 200 && answer.page.querySelector('.meters')
    if (!seen) { // too often, out, too long or signed out: it is not asked again at once
      rested = Date.now() + REST
      if (answer?.status !== 403) later(REST)
    }
    if (answer?.status === 200) parts.idle(() => show(answer.page))
  }

  /* One prompt at a time, each when the browser has nothing better to do. */
  const show = page => {
    const fresh = [...page.querySelectorAll('.seen')]
    const ids = new Set(fresh.map(part => part.id))
    if (page.querySelector('.meters')) {
      for (const old of form.querySelectorAll('.seen')) if (!ids.has(old.id) && !old.contains(document.activeElement)) old.remove()
    }
    for (const part of fresh) {
      parts.idle(() => {
        const old = document.getElementById(part.id)
        if (old) return parts.put(old, part) && goOn(part)
        const field = document.getElementById(part.id.replace('seen-', 'id_'))
        field?.closest('.field').after(document.adoptNode(part))
      })
    }
    parts.idle(() => parts.put(document.getElementById('readers'), page.getElementById('readers')))
  }

  /* Whoever answered a finding goes on from where it stood: it was put there anew. */
  const goOn = part => {
    const same = [...part.querySelectorAll('.findings__item')].find(item => item.dataset.words === answered)
    answered = null
    same?.querySelector('.findings__words a').focus()
  }

  const changed = field => field.dispatchEvent(new Event('input', { bubbles: true }))

  /* Where the words stand now, nearest to where they stood when they were looked at; -1 when they are gone. */
  const place = (text, words, start) => {
    let best = -1
    for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
      if (best < 0 || Math.abs(at - start) < Math.abs(best - start)) best = at
    }
    return best
  }

  const replace = (item, milder) => {
    const { field: name, words, start } = item.dataset
    const field = document.getElementById(`id_${name}`)
    const before = [...field.value].slice(0, Number(start)).join('').length // code points there, UTF-16 here
    const at = place(field.value, words, before)
    if (at < 0) return later(0)
    field.setRangeText(milder, at, at + words.length, 'end')
    undo = { field, at, from: words, to: milder }
    const [told, button] = done.children
    field.closest('.field').append(done)
    done.hidden = false
    told.textContent = form.dataset.changed.replace('{}', words).replace('{}', milder)
    item.remove()
    button.focus()
    changed(field)
    later(0)
  }

  const takeBack = () => {
    const { field, at, from, to } = undo
    const now = place(field.value, to, at)
    if (now >= 0) field.setRangeText(from, now, now + to.length, 'end')
    done.hidden = true
    field.focus()
    changed(field)
    later(0)
  }

  const kept = document.getElementById('kept')
  const unkeep = ({ prompt, words }) => {
    for (const entry of kept.children) {
      const [of, what] = entry.value ? JSON.parse(entry.value) : []
      if (of === prompt && what === words) entry.remove()
    }
  }
  const keep = item => {
    const reason = item.querySelector('input')
    if (!reason.value.trim()) return reason.focus() || false
    unkeep(item.dataset)
    const entry = kept.firstElementChild.cloneNode()
    entry.value = JSON.stringify([item.dataset.prompt, item.dataset.words, reason.value])
    kept.append(entry)
    return true
  }

  form.addEventListener('click', event => {
    const button = event.target.closest('.seen button, .done button')
    if (!button) return
    event.preventDefault()
    const item = button.closest('.findings__item')
    if (button.name === 'undo') return takeBack()
    if (button.name === 'milder') return replace(item, button.value)
    if (button.name === 'unkeep') unkeep(item.dataset)
    else if (!keep(item)) return
    answered = item.dataset.words
    document.activeElement.blur()
    changed(form)
    later(0)
  })
  form.addEventListener('keydown', event => {
    if (event.key !== 'Enter' || !event.target.matches('.seen input')) return
    event.preventDefault()
    event.target.closest('details').querySelector('button').click()
  })
  form.addEventListener('input', event => { if (!event.target.closest('.door, .seen')) later(LOOK_AFTER) })
  form.addEventListener('focusout', event => { if (event.target.closest('.seen')) later(LOOK_AFTER) })

  later(LOOK_AFTER)
})()
