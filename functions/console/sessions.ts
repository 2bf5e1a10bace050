/** How a session is told apart: by its name, or else by body, number, segment and dates. */
import type { Schemas } from '../../infra/client/api.generated.ts'
import { type Language, period } from './language.ts'
import { nameIn } from './names.ts'
import { nameOf } from './texts/codes.ts'
import { sessionsTexts } from './texts/sessions.ts'

type Session = Pick<Schemas['SessionItem'], 'names' | 'body' | 'number' | 'segment' | 'dates'>

export function sessionName({ names, body, number, segment, dates }: Session, lang: Language): string {
  if (names) return nameIn(names, lang)
  const t = sessionsTexts[lang]
  const said = [nameOf(t.bodies, body), number, nameOf(t.segments, segment)].filter(
    (part) => part !== undefined,
  )
  return `${said.join(', ')} (${dates.from})`
}

export const spanOf = (dates: Session['dates'], lang: Language): string =>
  period({ ...dates, precision: 'day' }, lang)
