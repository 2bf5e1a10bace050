/** What a posting request says beside its body. */
import { marking } from '../../events/envelope.ts'
import { errorsUnder } from '../../events/issues.ts'
import { agenciesIn } from '../../events/unodc/cells.ts'
import type { SheetOptions } from '../../events/unodc/row.ts'
import { Refused } from '../http/problems.ts'

export type BodyKind = 'single' | 'batch' | 'ndjson' | 'sheet'

const kinds: Readonly<Record<string, BodyKind>> = {
  'application/json': 'single',
  'application/cloudevents+json': 'single',
  'application/cloudevents-batch+json': 'batch',
  'application/x-ndjson': 'ndjson',
  'text/csv': 'sheet',
}

export function mediaTypeOf(headers: Headers): BodyKind {
  const [type = '', ...parameters] = (headers.get('content-type') ?? '')
    .split(';')
    .map((part) => part.trim().toLowerCase())
  const kind = Object.hasOwn(kinds, type) ? kinds[type] : undefined
  const utf8 = parameters.every((parameter) => /^(charset="?utf-8"?)?$/.test(parameter))
  if (!kind || !utf8)
    throw new Refused('unsupported-media-type', `Send one of ${Object.keys(kinds).join(', ')}, in UTF-8.`)
  if (!['', 'identity'].includes((headers.get('content-encoding') ?? '').trim().toLowerCase())) {
    throw new Refused('unsupported-media-type', 'Send the body without a Content-Encoding.')
  }
  return kind
}

export type Options = { validateOnly: boolean; respondAsync: boolean; sheet: SheetOptions }

type Form = { form: RegExp; says: string }

/** What each parameter of the query may say; those of a sheet stand with `text/csv` alone. */
const ofAll: Readonly<Record<string, Form>> = {
  validateOnly: { form: /^(true|false)$/, says: 'true or false' },
}
const ofSheets: Readonly<Record<string, Form>> = {
  tlp: {
    form: /^(CLEAR|GREEN|AMBER|AMBER\+STRICT|RED)$/,
    says: 'CLEAR, GREEN, AMBER, AMBER+STRICT (in a URL AMBER%2BSTRICT) or RED',
  },
  releasableTo: { form: /[^\s,;]/, says: 'ids of agencies, between commas' },
  admiralty: { form: /^[A-F][1-6]$/, says: 'A to F and 1 to 6, such as B2' },
  dates: { form: /^(DMY|MDY)$/, says: 'DMY or MDY' },
  decimal: { form: /^[.,]$/, says: 'a comma or a point' },
  idColumn: { form: /^.{1,200}$/, says: 'the name of a column' },
}

export function optionsOf(request: Request, kind: BodyKind): Options {
  const forms = kind === 'sheet' ? { ...ofAll, ...ofSheets } : ofAll
  const query = [...new URL(request.url).searchParams]
  const names = new Set(query.map(([name]) => name))
  if (names.size < query.length || query.some(([name]) => !Object.hasOwn(forms, name))) {
    const known = Object.keys(forms).join('`, `')
    throw new Refused('malformed', `The query may have \`${known}\`, each once.`)
  }
  for (const [name, value] of query) {
    if (!forms[name]?.form.test(value))
      throw new Refused('malformed', `\`${name}\` may be ${forms[name]?.says}.`)
  }
  const { validateOnly, releasableTo, ...sheet } = Object.fromEntries(query)
  const preferences = (request.headers.get('prefer') ?? '')
    .split(',')
    .map((preference) => preference.split(';')[0]?.trim().toLowerCase())
  const respondAsync = preferences.includes('respond-async')
  if (respondAsync && validateOnly === 'true')
    throw new Refused('malformed', 'What is only validated is answered at once.')
  return {
    validateOnly: validateOnly === 'true',
    respondAsync,
    sheet: { ...sheet, ...released(releasableTo, sheet) },
  }
}

/** Held against the rules for markings at once: every row would be refused for it. */
function released(named: string | undefined, { tlp }: SheetOptions): Pick<SheetOptions, 'releasableTo'> {
  if (named === undefined) return {}
  const releasableTo = agenciesIn(named)
  const errors = errorsUnder(marking, { ...(tlp !== undefined && { tlp }), releasableTo }, [])
  if (errors.length > 0)
    throw new Refused('malformed', '`tlp` and `releasableTo` are no marking.', {}, errors)
  return { releasableTo }
}
