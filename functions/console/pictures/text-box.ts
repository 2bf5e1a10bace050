/** How much room a text takes in a picture, without a browser to ask: an estimate on the wide side, for any sans-serif. */

/** In units of the picture, from its upper left corner. */
export type Box = { x: number; y: number; width: number; height: number }

/** Parts of the font size. */
const widths: readonly (readonly [RegExp, number])[] = [
  [/[\s.,:;'’|!()[\]ijlItfr/-]/u, 0.4],
  [/[mwMWЖШЩЮФЫЪжшщюфыъ@%—…]/u, 0.95],
  [/[\u2e80-\u9fff\uac00-\ud7af\uff00-\uff60]/u, 1.05],
  [/\p{Lu}/u, 0.74],
]
const ordinary = 0.63

export function widthOf(text: string, fontSize: number): number {
  let sum = 0
  for (const character of text) sum += widths.find(([pattern]) => pattern.test(character))?.[1] ?? ordinary
  return sum * fontSize
}

/** Lines no wider than `width`, at most `linesMax`; what does not fit ends in an ellipsis. */
export function linesOf(text: string, fontSize: number, width: number, linesMax: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.trim().split(/\s+/u)) {
    const longer = line === '' ? word : `${line} ${word}`
    if (line === '' || widthOf(longer, fontSize) <= width) line = longer
    else {
      lines.push(line)
      line = word
    }
  }
  lines.push(line)
  const kept = lines.slice(0, linesMax)
  const rest = lines.slice(linesMax - 1).join(' ')
  return kept.map((kept, i) => shortened(i === linesMax - 1 ? rest : kept, fontSize, width))
}

/** Cut to `width`, ending in an ellipsis where something is missing. */
export function shortened(text: string, fontSize: number, width: number): string {
  if (widthOf(text, fontSize) <= width) return text
  const characters = [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment)
  while (characters.length > 1 && widthOf(`${characters.join('')}…`, fontSize) > width) characters.pop()
  return `${characters.join('').trimEnd()}…`
}

export function overlap(one: Box, other: Box): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  )
}
