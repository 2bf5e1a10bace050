/** Decides what may happen to one series of figures. A later release restates; it never overwrites. */
import { accept, type Candidate, type Context, type Decision, refuse } from './decision.ts'

export function decideFigure({ data }: Candidate<'AggregateFigureReported'>, { seen }: Context): Decision {
  if (data.restates === undefined) return accept()
  const restated = seen.find((event) => event.eventId === data.restates)
  return restated?.type === 'AggregateFigureReported'
    ? accept()
    : refuse('unknown-reference', '/restates', 'No such figure in this series.')
}
