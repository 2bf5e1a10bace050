/** A subject whose content was redacted, with what is still on record: opinions, and that there was something. */
import type { Schemas } from '../../../infra/client/api.generated.ts'
import type { Asked, Shown } from '../page.ts'
import { partsTexts } from '../texts/parts.ts'
import { Claims } from './claims.tsx'
import { type History, HistoryOf } from './history.tsx'

type Props = { card: Schemas['RedactedCard']; history: History; asked: Asked }

export const RedactedSubject = ({ card, history, asked }: Props): Shown => ({
  title: card.subject.slice(card.subject.indexOf('/') + 1),
  body: (
    <>
      <p class="empty">{partsTexts[asked.lang].redacted}</p>
      {card.claims.length > 0 && <Claims card={card} asked={asked} />}
      <HistoryOf history={history} asked={asked} />
    </>
  ),
})
