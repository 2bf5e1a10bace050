// What a page cannot do without a script, and does well enough without: move about in a picture, and stay up to date.

const steps = { ArrowLeft: [-0.15, 0], ArrowRight: [0.15, 0], ArrowUp: [0, -0.15], ArrowDown: [0, 0.15] }

function movable(svg) {
  const [x0, y0, w0, h0] = svg.getAttribute('viewBox').split(/[ ,]+/).map(Number)
  let [x, y, w, h] = [x0, y0, w0, h0]
  const show = () => {
    svg.setAttribute('viewBox', `${x} ${y} ${w} ${h}`)
    svg.toggleAttribute('data-moved', w < w0)
  }
  // Never further out than the whole, never out of sight.
  const keep = () => {
    x = Math.min(Math.max(x, x0), x0 + w0 - w)
    y = Math.min(Math.max(y, y0), y0 + h0 - h)
    show()
  }
  const zoom = (factor, atX = 0.5, atY = 0.5) => {
    const wider = Math.min(w0, Math.max(w0 / 12, w * factor))
    const higher = (wider * h0) / w0
    x += (w - wider) * atX
    y += (h - higher) * atY
    w = wider
    h = higher
    keep()
  }
  const move = (right, down) => {
    x += right * w
    y += down * h
    keep()
  }
  const whole = () => {
    ;[x, y, w, h] = [x0, y0, w0, h0]
    show()
  }
  const at = (event) => {
    const box = svg.getBoundingClientRect()
    return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height]
  }
  svg.addEventListener(
    'wheel',
    (event) => {
      // A page that scrolls goes on scrolling: zooming asks for the key that browsers zoom with.
      if (!event.ctrlKey && !event.metaKey) return
      event.preventDefault()
      zoom(event.deltaY > 0 ? 1.2 : 1 / 1.2, ...at(event))
    },
    { passive: false },
  )
  let last
  svg.addEventListener('pointerdown', (event) => {
    if (event.button === 0 && !event.target.closest('a') && w < w0) {
      last = at(event)
      svg.setPointerCapture(event.pointerId)
    }
  })
  svg.addEventListener('pointermove', (event) => {
    if (!last) return
    const now = at(event)
    move(last[0] - now[0], last[1] - now[1])
    last = now
  })
  for (const end of ['pointerup', 'pointercancel'])
    svg.addEventListener(end, () => {
      last = undefined
    })
  const keys = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === '+' || event.key === '=') zoom(1 / 1.4)
    else if (event.key === '-') zoom(1.4)
    else if (event.key === '0') whole()
    else if (steps[event.key]) move(...steps[event.key])
    else return
    event.preventDefault()
  }
  const box = document.createElement('div')
  box.className = 'zoom'
  const labels = (svg.dataset.panZoom || '+|−|0').split('|')
  const actions = [() => zoom(1 / 1.4), () => zoom(1.4), whole]
  for (const [index, sign] of ['+', '−', '⤢'].entries()) {
    const button = document.createElement('button')
    button.type = 'button'
    button.textContent = sign
    button.setAttribute('aria-label', labels[index] ?? sign)
    button.addEventListener('click', actions[index])
    box.append(button)
  }
  box.addEventListener('keydown', keys)
  svg.before(box)
}

const makeMovable = () => {
  for (const svg of document.querySelectorAll('svg[data-pan-zoom]')) movable(svg)
}

// A page that shows the present is asked for again while somebody looks. With what it tells, its marking and its reader may
// change; what somebody is reading, writing or has moved to stays.
const everyMs = 30_000
const parts = ['.marking', '.reader', 'main']
const told = (page) => parts.map((part) => page.querySelector(part)?.outerHTML).join('')
const busy = ':is(.reader, .filters, main) :focus, main details[open], svg[data-moved]'
let shown = told(document)
async function refresh() {
  if (document.hidden || document.querySelector(busy) || !getSelection().isCollapsed) return
  const answer = await fetch(location.href, { headers: { accept: 'text/html' } }).catch(() => undefined)
  if (!answer?.ok) return
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html')
  if (told(fresh) === shown || document.querySelector(busy)) return
  shown = told(fresh)
  for (const part of parts) {
    const [before, after] = [document, fresh].map((page) => page.querySelector(part))
    before.className = after.className
    before.replaceChildren(...after.childNodes)
  }
  makeMovable()
}

if ('live' in document.body.dataset) setInterval(refresh, everyMs)
makeMovable()
