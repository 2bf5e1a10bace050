/** What an operator is told of a dead letter: who, what and why, and never what an event says. */
import type { Message } from '@aws-sdk/client-sqs'

export type Letter = {
  id: string
  /** Why it was given up, where anybody said so. */
  reason?: string
  subject?: string
  eventIds?: readonly string[]
  submissionId?: string
  /** The account of a partner that put an event on the bus: the letter is the only copy that we have. */
  onlyCopyOf?: string
  type?: string
  /** Of the stream: what was given up as one. */
  batch?: StreamBatch
  /** Of the receives here; those before do not count. */
  receives: number
  sentAt: string
}

/** Names, numbers and instants as Lambda tells them; what it does not tell is absent. */
export type StreamBatch = {
  table?: string
  shard?: string
  first?: string
  last?: string
  size?: number
  firstArrivedAt?: string
  lastArrivedAt?: string
  tries?: number
  functionError?: string
}

/** A letter as it was received, to be sent on or deleted. */
export type HeldLetter = Letter & { handle: string; body: string }

type Json = Readonly<Record<string, unknown>>

export function letterOf(message: Message): HeldLetter {
  const { MessageId = '', ReceiptHandle = '', Body = '', Attributes = {} } = message
  const body = objectIn(Body)
  return {
    id: MessageId,
    ...present({ reason: reasonOf(message, body), ...saidBy(body) }),
    receives: Number(Attributes.ApproximateReceiveCount),
    sentAt: new Date(Number(Attributes.SentTimestamp)).toISOString(),
    handle: ReceiptHandle,
    body: Body,
  }
}

/** The worker's own word, else that of EventBridge, of Lambda, or of the stream's reader. */
function reasonOf({ MessageAttributes: attributes = {} }: Message, body: Json): string | undefined {
  const said = (name: string) => attributes[name]?.StringValue
  const answer = objectOf(body.responsePayload)
  return (
    said('Reason') ??
    said('ERROR_MESSAGE') ??
    said('ERROR_CODE') ??
    plain(answer.errorType) ??
    plain(objectOf(body.requestContext).condition)
  )
}

/** An event of EventBridge: a fact, a stored submission, or what a partner posted. */
function saidBy(body: Json): Omit<Letter, 'id' | 'receives' | 'sentAt' | 'reason'> {
  const type = plain(body['detail-type'])
  const detail = objectOf(body.detail)
  if (body.DDBStreamBatchInfo !== undefined) return { batch: batchIn(body) }
  if (type === 'Posted') return { type, onlyCopyOf: plain(body.account), eventIds: listed(detail.id) }
  return {
    type,
    subject: plain(detail.subject),
    eventIds: listed(detail.eventId),
    submissionId: plain(detail.submissionId),
  }
}

/** Lambda's record of a batch of a stream that it gave up: it holds no commits, only where they are. */
function batchIn(body: Json): StreamBatch {
  const info = objectOf(body.DDBStreamBatchInfo)
  return present({
    table: /:table\/([^/]+)\//.exec(plain(info.streamArn) ?? '')?.[1],
    shard: plain(info.shardId),
    first: plain(info.startSequenceNumber),
    last: plain(info.endSequenceNumber),
    size: numeric(info.batchSize),
    firstArrivedAt: plain(info.approximateArrivalOfFirstRecord),
    lastArrivedAt: plain(info.approximateArrivalOfLastRecord),
    tries: numeric(objectOf(body.requestContext).approximateInvokeCount),
    functionError: plain(objectOf(body.responseContext).functionError),
  })
}

const numeric = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined)

/** Ids, types and subjects; whatever else stands in their place is not shown. */
const plain = (value: unknown): string | undefined =>
  typeof value === 'string' && /^[\w./:-]{1,200}$/.test(value) ? value : undefined

const listed = (value: unknown): string[] | undefined => {
  const id = plain(value)
  return id === undefined ? undefined : [id]
}

const objectOf = (value: unknown): Json =>
  typeof value === 'object' && value !== null ? (value as Json) : {}

function objectIn(text: string): Json {
  try {
    return objectOf(JSON.parse(text))
  } catch {
    return {}
  }
}

function present<T extends object>(fields: T): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T
}
