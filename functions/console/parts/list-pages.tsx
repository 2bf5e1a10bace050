/** From one page of a list to the next: by the API's cursor, which belongs to what was asked and who asked. */
import { forms } from '../../query/forms.ts'
import { linkTo } from '../filters.ts'
import type { Asked, OwnParameter } from '../page.ts'
import { listTexts } from '../texts/lists.ts'

export const cursorParameter: OwnParameter = { ...forms.cursor, isPlace: true }

export const pageSize = 50

type Props = { asked: Asked; path: string; next: string | undefined; anchor?: string }

/** @param anchor where on the page the list stands, if it is not the page itself. */
export function ListPages({ asked: { filters, own, lang }, path, next, anchor }: Props) {
  const t = listTexts[lang]
  const to = (cursor: string | undefined) =>
    `${linkTo(path, filters, { ...own, cursor })}${anchor === undefined ? '' : `#${anchor}`}`
  if (next === undefined && own.cursor === undefined) return null
  return (
    <nav class="list-pages" aria-label={t.pages}>
      <ul class="inline">
        {own.cursor !== undefined && (
          <li>
            <a href={to(undefined)}>{t.first}</a>
          </li>
        )}
        {next !== undefined && (
          <li>
            <a href={to(next)} rel="next">
              {t.next}
            </a>
          </li>
        )}
      </ul>
    </nav>
  )
}
