/** What a page says where it cannot be shown. What is hidden and what is missing read alike. */
import type { Language } from './language.ts'
import { shell } from './texts/shell.ts'

type Props = { slug: string; lang: Language; here: string; isSignedIn: boolean }

export function ErrorPage({ slug, lang, here, isSignedIn }: Props) {
  const t = shell[lang]
  const known = slug in t.problem ? (slug as keyof typeof t.problem) : 'other'
  return {
    title: t.problem[known],
    body: (
      <>
        <p>{t.problemMeans[known]}</p>
        <p>
          {!isSignedIn && (
            <a class="button" href={`/console/sign-in?returnTo=${encodeURIComponent(here)}`}>
              {t.signIn}
            </a>
          )}{' '}
          <a href="/console">{t.toOverview}</a>
        </p>
      </>
    ),
  }
}
