/**
 * Works on all items, at most `size` at the same time, and begins them in their order. After a failure no further item
 * begins, and the failure is thrown when those under way have ended.
 */
export async function forEachParallel<T>(
  items: readonly T[],
  size: number,
  work: (item: T) => Promise<unknown>,
): Promise<void> {
  let next = 0
  let failed = false
  const worker = async () => {
    while (!failed && next < items.length)
      await work(items[next++]!).catch(error => {
        failed = true
        throw error
      })
  }
  const ends = await Promise.allSettled(Array.from({ length: size }, worker))
  const failure = ends.find(end => end.status === 'rejected')
  if (failure) throw failure.reason
}
