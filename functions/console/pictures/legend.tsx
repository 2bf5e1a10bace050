/** The legend under a map: what its colours, widths and shades say, as far as they occur. */
import { kilograms, type Language } from '../language.ts'
import type { Node } from '../page.ts'
import { picturesTexts } from '../texts/pictures.ts'
import type { MapShown } from './map.tsx'
import { kinds, radius, shade, thickness } from './palette.ts'
import { mapHeight, mapWidth } from './projection.ts'
import { widthOf } from './text-box.ts'

type Item = { sign: Node | string; signWidth: number; text: string }
const size = 13
const rowHeight = 26

/** @param notes what is left out. */
export function legendOf(
  shown: MapShown,
  notes: readonly string[],
  lang: Language,
): { height: number; body: Node } {
  const rows: { item: Item; x: number; row: number }[] = []
  let [x, row] = [12, 0]
  for (const item of itemsOf(shown, notes, lang)) {
    const width = item.signWidth + 8 + widthOf(item.text, size)
    if (x > 12 && x + width > mapWidth - 12) {
      x = 12
      row += 1
    }
    rows.push({ item, x, row })
    x += width + 22
  }
  return {
    height: rows.length === 0 ? 0 : (row + 1) * rowHeight + 12,
    body: (
      <g class="map-legend">
        {rows.map(({ item, x, row }) => (
          <g transform={`translate(${Math.round(x)} ${mapHeight + 19 + row * rowHeight})`}>
            {item.sign}
            <text x={item.signWidth > 0 ? item.signWidth + 8 : 0} y={4.5}>
              {item.text}
            </text>
          </g>
        ))}
      </g>
    ),
  }
}

function itemsOf(
  { legs, areas, dots, mostLeg, mostArea, mostDot }: MapShown,
  notes: readonly string[],
  lang: Language,
): Item[] {
  const t = picturesTexts[lang]
  const used = new Set([...legs, ...dots].map(({ kind }) => kind))
  const line = (kind: string, width: number) => (
    <path class={`map-line map-${kind}`} d="M0,0H26" stroke-width={width} />
  )
  return [
    ...kinds
      .filter((kind) => used.has(kind))
      .map((kind) => ({ sign: line(kind, 5), signWidth: 26, text: t.kinds[kind] })),
    ...(legs.some(({ suspected }) => suspected)
      ? [
          {
            sign: <path class="map-line map-plain map-suspected" d="M0,0H30" stroke-width={3} />,
            signWidth: 30,
            text: t.suspected,
          },
        ]
      : []),
    ...(legs.some(({ kg }) => kg > 0)
      ? [mostLeg, mostLeg / 10].map((kg) => ({
          sign: line('plain', thickness(kg, mostLeg)),
          signWidth: 26,
          text: kilograms(kg, lang),
        }))
      : []),
    ...(areas.length > 0
      ? [1000, 100, 10, 1].map((part, i) => ({
          sign: (
            <rect
              class={`map-shade-${shade(mostArea / part, mostArea)}`}
              x={0}
              y={-8}
              width={22}
              height={16}
            />
          ),
          signWidth: 22,
          text: `${i === 0 ? `${t.area}: ` : ''}≤ ${kilograms(mostArea / part, lang)}`,
        }))
      : []),
    ...(dots.length > 0
      ? [
          {
            sign: (
              <circle class="map-dot map-plain" cx={12} cy={0} r={Math.min(radius(mostDot, mostDot), 9)} />
            ),
            signWidth: 24,
            text: `${t.dot}: ${kilograms(mostDot, lang)}`,
          },
        ]
      : []),
    ...notes.map((text) => ({ sign: '', signWidth: 0, text })),
  ]
}
