/** Links to subjects, each under the name that the reader knows it by. What has no page of its own is named alone. */
import { countryName } from '../countries.ts'
import { linkTo } from '../filters.ts'
import type { Language } from '../language.ts'
import type { Asked } from '../page.ts'

const kindsWithCards = ['routes', 'actors', 'seizures', 'sessions', 'statements', 'commitments', 'countries']

type Props = {
  subjects: readonly string[]
  /** As `related` of the API. */
  names: Readonly<Record<string, string>> | undefined
  asked: Pick<Asked, 'lang' | 'filters'>
}

export function SubjectLinks({ subjects, names, asked: { lang, filters } }: Props) {
  return (
    <ul class="inline">
      {subjects.map((subject) => {
        const [kind = ''] = subject.split('/')
        const name = subjectName(subject, names, lang)
        return (
          <li>
            {kindsWithCards.includes(kind) ? (
              <a href={linkTo(`/console/${subject}`, filters)}>{name}</a>
            ) : (
              name
            )}
          </li>
        )
      })}
    </ul>
  )
}

export function subjectName(subject: string, names: Props['names'], lang: Language): string {
  if (subject.startsWith('countries/'))
    return countryName(subject.slice('countries/'.length).toUpperCase(), lang)
  return names?.[subject] ?? subject
}
