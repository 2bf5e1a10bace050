/** Tells the card of a subject whose content was redacted from the others. */
import type { Schemas } from '../../../infra/client/api.generated.ts'

type Redacted = Schemas['RedactedCard']

export const isRedacted = <C extends object>(card: C | Redacted): card is Redacted =>
  'status' in card && card.status === 'redacted'
