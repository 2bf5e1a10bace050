import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { faultOf } from '../../functions/telemetry.ts'
import { code, sources } from '../support/sources.ts'

type Telemetry = typeof import('../../functions/telemetry.ts')
let telemetry: Telemetry
let written: Record<string, unknown>[]

beforeEach(async () => {
  vi.stubEnv('POWERTOOLS_LOG_LEVEL', 'INFO')
  vi.stubEnv('POWERTOOLS_METRICS_DISABLED', 'false')
  vi.stubEnv('POWERTOOLS_SERVICE_NAME', 'intake')
  vi.stubEnv('STAGE', 'dev')
  written = []
  const keep = (text: unknown) => written.push(JSON.parse(String(text))) > 0
  vi.spyOn(process.stdout, 'write').mockImplementation(keep)
  vi.spyOn(process.stderr, 'write').mockImplementation(keep)
  vi.resetModules()
  telemetry = await import('../../functions/telemetry.ts')
})
afterEach(() => {
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
})

const invoke = (work: () => void) => telemetry.withMetrics(async () => work())(undefined)
/** A metric line without its time: dimension sets, dimensions and values. */
const metricLines = () =>
  written.map(({ _aws, ...values }) => {
    const { CloudWatchMetrics } = _aws as { CloudWatchMetrics: { Namespace: string; Dimensions: unknown }[] }
    return { in: CloudWatchMetrics[0]?.Namespace, sets: CloudWatchMetrics[0]?.Dimensions, ...values }
  })

describe('a line', () => {
  it('is one JSON object with level, service and what was said', () => {
    telemetry.log.warn('Told', { subject: 'routes/north' })
    expect(written).toStrictEqual([
      {
        level: 'WARN',
        message: 'Told',
        timestamp: expect.stringMatching(/^\d{4}-.*Z$/),
        service: 'intake',
        sampling_rate: 0,
        subject: 'routes/north',
      },
    ])
  })
})

describe('metrics', () => {
  it('are added up over an invocation and told once by each type and agency', async () => {
    await invoke(() => {
      for (const agency of ['kz-moi', 'kz-moi', 'ru-authority'])
        telemetry.count('Accepted', 1, { type: 'SeizureReported', agency })
      telemetry.count('Refused', 1, { type: 'SeizureReported', agency: 'kz-moi' })
      telemetry.count('AppendConflicts')
    })
    const common = { in: 'Routewatch', service: 'intake', stage: 'dev' }
    const own = ['service', 'stage']
    const sets = [own, [...own, 'type'], [...own, 'agency']]
    const type = 'SeizureReported'
    expect(metricLines()).toStrictEqual([
      { ...common, sets, type, agency: 'kz-moi', Accepted: 2, Refused: 1 },
      { ...common, sets, type, agency: 'ru-authority', Accepted: 1 },
      { ...common, sets: [own], AppendConflicts: 1 },
    ])
  })

  it('keep every value that was measured, however many', async () => {
    await invoke(() => {
      for (let n = 0; n < 230; n++) telemetry.measure('ProjectionLag', n)
    })
    expect(
      metricLines().flatMap((line) => (line as { ProjectionLag?: number[] }).ProjectionLag ?? []),
    ).toStrictEqual(Array.from({ length: 230 }, (_, n) => n))
  })

  it('leave when the invocation fails, too, and only once', async () => {
    const failing = telemetry.withMetrics(async () => {
      telemetry.count('Sweeps')
      throw new Error('on purpose')
    })
    await expect(failing(undefined)).rejects.toThrow('on purpose')
    await invoke(() => {})
    expect(metricLines()).toHaveLength(1)
  })
})

describe('an error', () => {
  it('is told by name, reason, frames and cause', () => {
    class Lost extends Error {
      override readonly name = 'Lost'
    }
    const told = faultOf(new Lost('not this', { cause: new Error('but that') }))
    expect(told).toMatchObject({
      error: 'Lost',
      reason: 'not this',
      because: { error: 'Error', reason: 'but that' },
    })
    expect(told.frames).toContainEqual(expect.stringContaining('telemetry.test.ts'))
  })

  it.each<[string, () => unknown]>([
    ['JSON', () => JSON.parse('{"secret": heroin}')],
    ['a property', () => 'marking' in ('heroin' as unknown as object)],
    ['a number', () => Intl.NumberFormat('heroin-x-!')],
    ['a symbol', () => new Intl.DateTimeFormat('en', { timeZone: 'heroin' })],
  ])('quotes nothing of the value where %s was expected', (_, unreadable) => {
    let caught: unknown
    try {
      unreadable()
    } catch (error) {
      caught = error
    }
    expect(String(caught)).toContain('heroin')
    const told = [faultOf(caught), faultOf(new Error('x', { cause: caught }))]
    expect(told).toMatchObject([
      { error: expect.stringMatching(/Error$/) },
      { because: { error: expect.stringMatching(/Error$/) } },
    ])
    expect(JSON.stringify(told)).not.toMatch(/secret|heroin/)
  })

  it('that is none is told by its kind', () => {
    expect(faultOf('text')).toStrictEqual({ error: 'string' })
  })
})

it('is the only way to tell anything: no console, and no error as it is', () => {
  const wrong = sources('functions').filter((file) =>
    /\bconsole\.\w+\(|\blog\.\w+\([^)]*(, (error|fault|cause)\b|\berror(: error)? \})/.test(code(file)),
  )
  expect(wrong).toStrictEqual([])
})
