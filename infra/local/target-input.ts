import type { RuleSpec, TargetInput } from './resources.ts'

/** What a rule's target gets: the event, a constant, a part of the event, or a template filled from it. */
export function inputFor(
  { constant, path, transformer }: TargetInput,
  event: object,
  rule: RuleSpec,
): string {
  if (constant !== undefined) return constant
  if (path !== undefined) return JSON.stringify(valueAt(event, path)) ?? 'null'
  if (!transformer) return JSON.stringify(event)
  const values: Record<string, unknown> = {
    'aws.events.rule-arn': rule.arn,
    'aws.events.rule-name': rule.name,
    'aws.events.event': event,
    'aws.events.event.json': event,
    'aws.events.event.ingestion-time': new Date().toISOString(),
  }
  for (const [name, valuePath] of Object.entries(transformer.paths)) values[name] = valueAt(event, valuePath)
  return fill(transformer.template, values)
}

/** Variables stand as `<name>`: inside a string as text, elsewhere as JSON; one without a value is an empty string. */
function fill(template: string, values: Readonly<Record<string, unknown>>): string {
  let insideString = false
  return template.replace(/\\.|"|<([\w.-]+)>/g, (part, name: string | undefined) => {
    if (part === '"') insideString = !insideString
    if (name === undefined) return part
    const value = values[name] ?? ''
    const text = typeof value === 'string' ? value : JSON.stringify(value)
    if (insideString) return JSON.stringify(text).slice(1, -1)
    return typeof value === 'string' ? JSON.stringify(value) : text
  })
}

/** The value at `$.detail.items[0].id`; undefined where there is none. */
function valueAt(event: object, path: string): unknown {
  const steps = path.replace(/^\$/, '').match(/[^.[\]]+/g) ?? []
  return steps.reduce<unknown>(
    (value, step) =>
      value !== null && typeof value === 'object' ? (value as Record<string, unknown>)[step] : undefined,
    event,
  )
}
