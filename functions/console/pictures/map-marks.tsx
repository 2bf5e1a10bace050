/** The signs of a map. What has an address is a link, which the keyboard reaches too; its title is its name. */
import type { Node } from '../page.ts'
import type { Drawn } from './map.tsx'
import { lineHeight, type Placed } from './map-labels.ts'
import type { Kind } from './palette.ts'

export function Mark({
  href,
  title,
  kind,
  body,
}: {
  href: string | undefined
  title: string
  kind?: Kind
  body: Node
}) {
  const colour = kind && { class: `map-${kind}` }
  const inner = (
    <>
      <title>{title}</title>
      {body}
    </>
  )
  return href === undefined ? (
    <g {...colour}>{inner}</g>
  ) : (
    <a href={href} {...colour}>
      {inner}
    </a>
  )
}

export function Leg({ leg, arc, width }: Drawn) {
  return (
    <>
      <path class={`map-line${leg.suspected ? ' map-suspected' : ''}`} d={arc.line} stroke-width={width} />
      <path class="map-head" d={arc.head} />
    </>
  )
}

export function Name({ name: { lines, box, size, kind } }: { name: Placed }) {
  const x = (box.x + box.width / 2).toFixed(1)
  return (
    <text class={`map-name map-name-${kind}`} y={(box.y + size * 0.95).toFixed(1)} font-size={size}>
      {lines.map((line, i) => (
        <tspan x={x} {...(i > 0 && { dy: size * lineHeight })}>
          {line}
        </tspan>
      ))}
    </text>
  )
}
