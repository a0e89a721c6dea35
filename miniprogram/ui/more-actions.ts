/** Offers the actions behind ⋯, at most six; answers the chosen one, or undefined where the choice was left. */
export async function chooseAction<A extends { text: string }>(
  actions: readonly A[],
): Promise<A | undefined> {
  const chosen = await wx
    .showActionSheet({ itemList: actions.map(({ text }) => text) })
    .catch(() => undefined)
  return chosen && actions[chosen.tapIndex]
}
