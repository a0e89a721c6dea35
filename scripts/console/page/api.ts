import type { LineFault, Refusal } from '../../local-cloud/console/replies'

/** The cloud said no, or could not be reached. */
export class Failure extends Error {
  constructor(
    message: string,
    readonly lines: LineFault[] = [],
  ) {
    super(message)
  }
}

/** Asks the local cloud; `body` is sent as it is. @throws Failure with a sentence to show */
export async function ask(method: string, path: string, body?: string): Promise<Response> {
  const response = await fetch(path, { method, ...(body !== undefined && { body }) }).catch(() => {
    throw new Failure('连不上本地云：请确认 npm start 还在运行')
  })
  if (response.ok) return response
  const { error, lines } = (await response.json().catch(() => ({}))) as Partial<Refusal>
  throw new Failure(error ?? `本地云回答 ${response.status}`, lines)
}

export const askJson = async <T>(method: string, path: string, body?: string): Promise<T> =>
  (await (await ask(method, path, body)).json()) as T

export const get = <T>(path: string): Promise<T> => askJson('GET', path)
