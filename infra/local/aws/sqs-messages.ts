import { createHash } from 'node:crypto'
import type { Message, MessageAttributes } from '../queue-store.ts'
import { AwsError, type Fields } from './protocol.ts'

/** Bodies, attributes and numbers of SQS's requests, with its limits (guide for developers, "Message quotas"). */

const bytesMax = 1_048_576
const attributesMax = 10

const invalid = (message: string): AwsError =>
  new AwsError(400, 'com.amazonaws.sqs#InvalidParameterValue', message)

/** A whole number of the request. Throws where it is out of range, or missing without `otherwise`. */
export function wholeIn(request: Fields, name: string, min: number, max: number, otherwise?: number): number {
  const value = request[name] ?? otherwise
  if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return value
  throw invalid(
    `Value ${String(value)} for parameter ${name} is invalid. Reason: Must be between ${min} and ${max}, if provided.`,
  )
}

/** A list of names of the request. */
export function named(request: Fields, name: string): string[] {
  const value = request[name] ?? []
  if (Array.isArray(value) && value.every((each) => typeof each === 'string')) return value
  throw new AwsError(400, 'SerializationException', `${name} is a list of strings`)
}

// https://www.w3.org/TR/REC-xml/#charsets
const outside = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu

/** What SQS does not take it replaces; what is too long it refuses. */
export function bodyIn({ MessageBody: body }: Fields, attributes: MessageAttributes | undefined): string {
  if (typeof body !== 'string' || body === '')
    throw new AwsError(
      400,
      'com.amazonaws.sqs#MissingParameter',
      'The request must contain the parameter MessageBody.',
    )
  const bytes = Object.entries(attributes ?? {}).reduce(
    (sum, [name, { DataType, StringValue = '', BinaryValue = '' }]) =>
      sum + Buffer.byteLength(name + DataType + StringValue) + Buffer.from(BinaryValue, 'base64').length,
    Buffer.byteLength(body),
  )
  if (bytes > bytesMax)
    throw invalid(
      `One or more parameters are invalid. Reason: Message must be shorter than ${bytesMax} bytes.`,
    )
  return body.replace(outside, '\uFFFD')
}

const nameOfAttribute = /^(?!AWS\.|Amazon\.|\.)(?!.*\.\.)(?!.*\.$)[A-Za-z0-9_.-]{1,256}$/i

export function attributesIn({ MessageAttributes: given }: Fields): MessageAttributes | undefined {
  if (given === undefined || given === null) return undefined
  const entries = Object.entries(given as Record<string, Fields>)
  if (entries.length === 0) return undefined
  if (entries.length > attributesMax)
    throw invalid(`Number of message attributes [${entries.length}] exceeds the allowed maximum [10].`)
  return Object.fromEntries(entries.map(([name, value]) => [name, attributeIn(name, value)]))
}

function attributeIn(
  name: string,
  { DataType, StringValue, BinaryValue }: Fields,
): MessageAttributes[string] {
  if (!nameOfAttribute.test(name)) throw invalid(`The message attribute name '${name}' is invalid.`)
  const [kind] = /^(String|Number|Binary)(?=\.|$)/.exec(String(DataType)) ?? []
  if (kind === undefined)
    throw invalid(`The type of message (user) attribute '${name}' is invalid. Use String, Number or Binary.`)
  const value = kind === 'Binary' ? BinaryValue : StringValue
  if (typeof value !== 'string' || value === '')
    throw invalid(`Message (user) attribute '${name}' must contain a non-empty value of type '${kind}'.`)
  return {
    DataType: String(DataType),
    ...(kind === 'Binary' ? { BinaryValue: value } : { StringValue: value }),
  }
}

/** Those that the request asks for: by name, by the beginning of a name, or all. */
export function shownAttributes({ attributes = {} }: Message, request: Fields): MessageAttributes {
  const asked = named(request, 'MessageAttributeNames')
  const wanted = (name: string) =>
    asked.some((each) =>
      each === 'All' || each === '.*'
        ? true
        : each.endsWith('.*')
          ? name.startsWith(each.slice(0, -2))
          : each === name,
    )
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => wanted(name)))
}

export function systemAttributes(message: Message, request: Fields): Record<string, string> {
  const asked = [...named(request, 'AttributeNames'), ...named(request, 'MessageSystemAttributeNames')]
  const all = {
    ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt ?? message.sentAt),
    ApproximateReceiveCount: String(message.receives),
    SenderId: 'local',
    SentTimestamp: String(message.sentAt),
  }
  return Object.fromEntries(
    Object.entries(all).filter(([name]) => asked.includes('All') || asked.includes(name)),
  )
}

export const md5 = (text: string): string => createHash('md5').update(text).digest('hex')
