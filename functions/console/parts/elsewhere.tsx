/** The same subject on other pages of the console. */
import { linkTo } from '../filters.ts'
import type { Asked } from '../page.ts'
import { partsTexts } from '../texts/parts.ts'
import { shell } from '../texts/shell.ts'

type Props = { subject: string; asked: Pick<Asked, 'lang' | 'filters'> }

export function Elsewhere({ subject, asked: { lang, filters } }: Props) {
  return (
    <nav aria-label={partsTexts[lang].elsewhere}>
      <ul class="inline">
        <li>
          <a href={linkTo('/console/graph', filters, { focus: subject })}>{shell[lang].sections.graph}</a>
        </li>
      </ul>
    </nav>
  )
}
