/** The parts of dynalite 4.0.0 that the host calls: it ships no types of its own. */

declare module 'dynalite/db/index.js' {
  export type GetTable = (name: string, ...rest: unknown[]) => void
  export type Level = {
    open(): Promise<void>
    getSync(key: string): unknown
    get: (key: string, done: (error: Error | null, value?: unknown) => void) => void
    values(options: object): { nextv(size: number): Promise<unknown[]>; close(): Promise<void> }
    createValueStream: (options: object) => object
  }
  export type Store = {
    db: Level
    getTable: GetTable
    lifecycleManager: { gracefulClose(done: (error: Error | null) => void): void }
  }
  const db: {
    create(options: {
      path?: string
      createTableMs: number
      deleteTableMs: number
      updateTableMs: number
    }): Store
  }
  export default db
}

declare module 'dynalite/validations/index.js' {
  const validations: {
    toLowerFirst(text: string): string
    checkTypes(data: object, types: object): object
    checkValidations(data: object, types: object, custom: unknown, store: object): void
  }
  export default validations
}
