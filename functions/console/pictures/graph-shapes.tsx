/** A shape for each kind of subject and a style for each kind of link: what colour says is said by form as well. */
import type { SubjectKind } from '../../../events/ids.ts'
import type { Point } from './graph-layout.ts'
import type { Doubt } from './graph-shown.ts'

const round = (value: number): number => Math.round(value * 10) / 10 + 0

/** A closed path through corners on a circle, the first one at `turn` (0: the top). */
const polygon = (corners: number, radius: number, turn = 0): string => {
  const points = Array.from({ length: corners }, (_, i) => {
    const angle = 2 * Math.PI * (i / corners + turn) - Math.PI / 2
    return `${round(radius * Math.cos(angle))} ${round(radius * Math.sin(angle))}`
  })
  return `M${points.join('L')}Z`
}

/** Paths around 0, 0 that stay within `r` on each side. */
const shapes: Record<SubjectKind, (r: number) => string> = {
  routes: (r) => polygon(4, r),
  actors: (r) => `M${-r} 0a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`,
  seizures: (r) => polygon(4, r * 1.15, 0.125),
  countries: (r) => polygon(6, r, 1 / 12),
  sessions: (r) => polygon(5, r),
  statements: (r) => {
    const [w, h] = [r, round(r * 0.6)]
    return `M${-w} ${-r}H${w}V${h}H0L${round(-w / 2)} ${r}V${h}H${-w}Z`
  },
  commitments: (r) => polygon(3, r),
  agencies: (r) => polygon(8, r, 1 / 16),
  sources: (r) => polygon(3, r, 0.5),
  figures: (r) => {
    const t = round(r * 0.4)
    return `M${-t} ${-r}H${t}V${-t}H${r}V${t}H${t}V${r}H${-t}V${t}H${-r}V${-t}H${-t}Z`
  },
}

type ShapeProps = { kind: SubjectKind; radius: number; at: Point; doubt?: Doubt | undefined }

export function Shape({ kind, radius, at, doubt }: ShapeProps) {
  return (
    <path
      class={`graph-${kind}${doubt ? ' graph-doubt' : ''}`}
      transform={`translate(${at.x} ${at.y})`}
      d={shapes[kind](round(radius))}
    />
  )
}

/** What kinds of links there are, the strongest first: between two nodes, the strongest gives the line its style. */
export const linkKinds = ['course', 'dealing', 'attribution', 'place', 'speech', 'identity'] as const
export type LinkKind = (typeof linkKinds)[number]

const kindsOfRelations: Readonly<Record<string, LinkKind>> = {
  departure: 'course',
  transit: 'course',
  destination: 'course',
  uses: 'dealing',
  controls: 'dealing',
  supplies: 'dealing',
  'transports-for': 'dealing',
  'competes-with': 'dealing',
  'splinter-of': 'dealing',
  'successor-of': 'dealing',
  'attributed-to': 'attribution',
  'based-in': 'place',
  'operates-in': 'place',
  'seized-in': 'place',
  'delivered-at': 'speech',
  'delivered-by': 'speech',
  about: 'speech',
  'made-by': 'speech',
  'made-in': 'speech',
  'duplicate-suspected': 'identity',
  'merged-into': 'identity',
}

export function linkKindOf(relations: readonly string[]): LinkKind {
  const kinds = relations.map((relation) => kindsOfRelations[relation] ?? 'place')
  return linkKinds.find((kind) => kinds.includes(kind)) ?? 'place'
}
