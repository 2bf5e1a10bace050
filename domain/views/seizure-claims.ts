/** What each event of a seizure claims. */
import { canonical } from '../canonical.ts'
import type { Assertion } from '../claims.ts'
import { type Told, withoutEnvelope } from './told.ts'

export type SeizureClaim = Told<
  'SeizureReported' | 'SeizureLabConfirmed' | 'SeizureAttributedToRoute' | 'SeizureAttributedToActor'
>

export function seizureAssertion(event: SeizureClaim): Assertion {
  const value = withoutEnvelope(event.data)
  switch (event.type) {
    case 'SeizureReported': {
      const { place, items } = event.data
      return { field: 'report', slot: 'report', value, topics: { report: canonical([place.country, items]) } }
    }
    case 'SeizureLabConfirmed': {
      const topics = event.data.items.map(({ index, substance }) => [`laboratory/${index}`, substance])
      return { field: 'laboratory', slot: 'laboratory', value, topics: Object.fromEntries(topics) }
    }
    case 'SeizureAttributedToRoute':
      return { field: 'routes', slot: canonical(['routes', value]), value, topics: {} }
    case 'SeizureAttributedToActor':
      return { field: 'actors', slot: canonical(['actors', value]), value, topics: {} }
  }
}
