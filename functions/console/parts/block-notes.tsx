/** What a block of a card says of itself: that it shows the present while the card looks back, and that it was cut. */
import type { Language } from '../language.ts'
import { partsTexts } from '../texts/parts.ts'

type Props = {
  card: { notAsOf?: readonly string[]; truncated?: readonly string[] }
  /** As the API calls it. */
  block: string
  lang: Language
}

export function BlockNotes({ card, block, lang }: Props) {
  const t = partsTexts[lang]
  return (
    <>
      {card.notAsOf?.includes(block) && <p class="note as-of">{t.notAsOf}</p>}
      {card.truncated?.includes(block) && <p class="note">{t.truncated}</p>}
    </>
  )
}
