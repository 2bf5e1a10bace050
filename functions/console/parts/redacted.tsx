/** The page of a subject whose content was redacted. */
import type { Schemas } from '../../../infra/client/api.generated.ts'
import type { Language } from '../language.ts'
import type { Shown } from '../page.ts'
import { partsTexts } from '../texts/parts.ts'

type Redacted = Schemas['RedactedCard']

export const isRedacted = <C extends object>(card: C | Redacted): card is Redacted =>
  'status' in card && card.status === 'redacted'

export const redactedPage = ({ subject }: Redacted, lang: Language): Shown => ({
  title: subject,
  body: <p class="empty">{partsTexts[lang].redacted}</p>,
})
