/** What a page looks like, as scripts for a browser: each gives what is wrong with it. */

const named = `const nameOf = (element) =>
  element.tagName.toLowerCase() + '.' + (element.getAttribute('class') ?? '') + ' ' + element.textContent.trim().slice(0, 40)
const isShown = (element) => element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true })`

const script = (body: string): string => `(() => { ${named}\n${body} })()`

/** What makes the page itself scroll sideways. What scrolls by itself may be wider. */
export const beyondTheSide = script(`
  const { scrollWidth, clientWidth } = document.documentElement
  if (scrollWidth <= clientWidth) return []
  return ['the page, by ' + (scrollWidth - clientWidth)].concat(
    [...document.body.querySelectorAll('*')]
      .filter((element) => element.getBoundingClientRect().right > clientWidth + 0.5 && !element.closest('.scroll *, svg *'))
      .map(nameOf))`)

/** Cells that their words reach out of. */
export const spilling = script(`
  return [...document.querySelectorAll('td, th')].filter((cell) =>
    [...cell.querySelectorAll('*')].some((inner) => inner.getBoundingClientRect().right > cell.getBoundingClientRect().right + 0.5))
    .map(nameOf)`)

/** Navigation, and what can be pressed or filled in. */
export const controls = script(
  `return [...document.querySelectorAll('nav, button, input:not([type=hidden]), select')].filter(isShown).map(nameOf)`,
)

/** What is there, but not to be read on a sheet: folded, or cut at its side. */
export const unread = script(`
  const folded = [...document.querySelectorAll('details > *')].filter((element) => !isShown(element))
  const cut = [...document.querySelectorAll('.scroll')].filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
  return [...folded, ...cut].map(nameOf)`)

/** Grounds that are not white, and text that is hard to read on white. */
export const coloured = script(`
  const luminance = (colour) => colour.match(/[\\d.]+/g).slice(0, 3)
    .map((part) => part / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0)
  const isWhite = (colour) => colour === 'rgba(0, 0, 0, 0)' || luminance(colour) > 0.99
  const hasText = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== '')
  return [document.documentElement, document.body, ...document.body.querySelectorAll('*:not(svg *)')]
    .filter(isShown)
    .filter((element) => {
      const { backgroundColor, color } = getComputedStyle(element)
      return !isWhite(backgroundColor) || (hasText(element) && 1.05 / (luminance(color) + 0.05) < 7)
    })
    .map(nameOf)`)

/** What looks the same with the focus as without, or has it out of sight. */
export const unseenFocus = script(`
  const looks = (element) => [element, ...element.querySelectorAll('*')]
    .map((part) => { const { outline, stroke, strokeWidth, color } = getComputedStyle(part); return [outline, stroke, strokeWidth, color].join() })
    .join(';')
  const found = []
  for (const element of document.querySelectorAll('a[href], button, input:not([type=hidden]), select, summary, [tabindex="0"]')) {
    document.activeElement.blur()
    if (!isShown(element)) continue
    const before = looks(element)
    element.focus({ focusVisible: true })
    const { top, bottom, left, right } = element.getBoundingClientRect()
    const isInSight = bottom > 0 && top < innerHeight && right > 0 && left < innerWidth
    if (document.activeElement !== element || looks(element) === before || !isInSight) found.push(nameOf(element))
  }
  return found`)
