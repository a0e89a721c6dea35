/** A request that Tencent Cloud's API refuses as a whole, with its code. */
export class SmsRefusal extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message)
    this.name = 'SmsRefusal'
  }
}
