/** How far what a page shows may be passed on, by the labels of what was read for it. */
import type { Label } from '../../events/recorded.ts'
import type { Reader } from './page.ts'

/** `OWN`: of the reader's own label, which its AMBER+STRICT and its RED share. */
export const markings = ['CLEAR', 'GREEN', 'AMBER', 'STRICT', 'OWN'] as const
export type ShownMarking = (typeof markings)[number]

/** @param labels those above GREEN that the audit of the reads tells. What is GREEN or CLEAR is not told apart. */
export function markingOf(labels: ReadonlySet<Label>, reader: Reader | undefined): ShownMarking {
  const found = [...labels].map((label): ShownMarking => {
    if (label === 'participants') return 'AMBER'
    return label === 'participants/centre' && reader?.agency.kind !== 'centre' ? 'STRICT' : 'OWN'
  })
  const floor: ShownMarking = reader ? 'GREEN' : 'CLEAR'
  return found.reduce((one, other) => (markings.indexOf(other) > markings.indexOf(one) ? other : one), floor)
}
