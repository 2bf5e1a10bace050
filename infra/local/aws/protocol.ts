/** What the services of the AWS endpoint share: how they are called, and how they refuse. */

export type Fields = Readonly<Record<string, unknown>>

/** `account` is that of who calls, where it says so. Throws an AwsError for what the service refuses. */
export type JsonService = (
  operation: string,
  request: Fields,
  account: string | undefined,
) => object | Promise<object>

/** What a service refuses, with the answer it would give. */
export class AwsError extends Error {
  readonly statusCode: number
  readonly body: { __type: string; message?: string }
  readonly headers: Readonly<Record<string, string>>

  constructor(
    statusCode: number,
    type: string,
    message: string,
    more: { body?: object; headers?: Record<string, string> } = {},
  ) {
    super(`${type}: ${message}`)
    this.statusCode = statusCode
    this.body = { ...more.body, __type: type, message }
    this.headers = more.headers ?? {}
  }
}

export const unknownOperation = (operation: string): AwsError =>
  new AwsError(400, 'UnknownOperationException', `${operation} is not emulated`)
