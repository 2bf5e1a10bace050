import type { Resource } from './assembly.ts'
import { arnOf, nameOf, referenceOf } from './attributes.ts'
import type { AsyncSpec, MappingSpec, RuleSpec, TargetInput, TargetSpec } from './resources.ts'
import type { Template } from './template.ts'

/** Reads event source mappings, rules and settings of asynchronous calls out of the templates. */

type OnFailure = { OnFailure?: { Destination?: string } } | undefined

export function readMappings(template: Template): MappingSpec[] {
  return template.ofType('AWS::Lambda::EventSourceMapping').flatMap((resource) => {
    if (template.property(resource, 'Enabled') === false) return []
    const sourceArn = template.text(resource, 'EventSourceArn') ?? ''
    const fromQueue = sourceArn.split(':')[2] === 'sqs'
    const filters = template.property(resource, 'FilterCriteria') as
      | { Filters?: { Pattern: string }[] }
      | undefined
    const responses = (template.property(resource, 'FunctionResponseTypes') ?? []) as string[]
    const scaling = template.property(resource, 'ScalingConfig') as
      | { MaximumConcurrency?: number }
      | undefined
    const retries = template.number(resource, 'MaximumRetryAttempts', -1)
    const destination = template.property(resource, 'DestinationConfig') as OnFailure
    return {
      sourceArn,
      functionArn: functionArn(template, template.text(resource, 'FunctionName') ?? ''),
      batchSize: template.number(resource, 'BatchSize', fromQueue ? 10 : 100),
      windowMs: template.number(resource, 'MaximumBatchingWindowInSeconds', 0) * 1000,
      filters: (filters?.Filters ?? []).map(({ Pattern }) => Pattern),
      partialFailures: responses.includes('ReportBatchItemFailures'),
      concurrencyMax: Number(scaling?.MaximumConcurrency ?? 5), // Lambda starts with five pollers on a queue.
      retriesMax: retries < 0 ? Number.POSITIVE_INFINITY : retries,
      bisect: template.property(resource, 'BisectBatchOnFunctionError') === true,
      ...onFailure(destination),
    }
  })
}

type Target = {
  Arn: string
  Input?: string
  InputPath?: string
  InputTransformer?: { InputPathsMap?: Record<string, string>; InputTemplate: string }
  DeadLetterConfig?: { Arn?: string }
}

export function readRules(template: Template): RuleSpec[] {
  return template.ofType('AWS::Events::Rule').flatMap((resource) => {
    if (template.text(resource, 'State') === 'DISABLED') return []
    const pattern = template.property(resource, 'EventPattern')
    const schedule = template.text(resource, 'ScheduleExpression')
    return {
      name: nameOf(resource, template.naming),
      arn: arnOf(resource, template.naming),
      bus: busName(template.text(resource, 'EventBusName') ?? 'default'),
      ...(pattern !== undefined && { pattern }),
      ...(schedule !== undefined && { schedule }),
      targets: ((template.property(resource, 'Targets') ?? []) as Target[]).map(readTarget),
    }
  })
}

/** A bus is named by name or by ARN. */
export const busName = (name: string): string => name.replace(/^arn:[^/]+:event-bus\//, '')

function readTarget(target: Target): TargetSpec {
  const { Input, InputPath, InputTransformer, DeadLetterConfig } = target
  const input: TargetInput = {
    ...(Input !== undefined && { constant: Input }),
    ...(InputPath !== undefined && { path: InputPath }),
    ...(InputTransformer && {
      transformer: { paths: InputTransformer.InputPathsMap ?? {}, template: InputTransformer.InputTemplate },
    }),
  }
  const deadLetterArn = DeadLetterConfig?.Arn
  return { arn: unqualified(target.Arn), input, ...(deadLetterArn !== undefined && { deadLetterArn }) }
}

export function readAsyncInvokes(template: Template): AsyncSpec[] {
  return template.ofType('AWS::Lambda::EventInvokeConfig').map((resource) => ({
    functionArn: functionArn(template, template.text(resource, 'FunctionName') ?? ''),
    retriesMax: template.number(resource, 'MaximumRetryAttempts', 2),
    ...onFailure(template.property(resource, 'DestinationConfig') as OnFailure),
  }))
}

function onFailure(destination: OnFailure): { onFailureArn?: string } {
  const arn = destination?.OnFailure?.Destination
  return arn === undefined ? {} : { onFailureArn: arn }
}

/** A function is named by name, by ARN, or by the ARN of a version or an alias. */
function functionArn(template: Template, name: string): string {
  const known = (each: Resource) =>
    referenceOf(each, template.naming) === name || arnOf(each, template.naming) === unqualified(name)
  const found = template.ofType('AWS::Lambda::Function').find(known)
  if (!found) throw new Error(`No stack declares the function ${name}`)
  return arnOf(found, template.naming)
}

/** Strips the version or alias from a function's ARN. */
export const unqualified = (arn: string): string =>
  arn.startsWith('arn:aws:lambda:') ? arn.split(':').slice(0, 7).join(':') : arn
