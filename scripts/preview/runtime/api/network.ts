import { asynchronous } from './call'

interface NetworkStatus {
  isConnected: boolean
  networkType: 'wifi' | 'none'
}

const listeners = new Set<(status: NetworkStatus) => void>()

function status(): NetworkStatus {
  return { isConnected: navigator.onLine, networkType: navigator.onLine ? 'wifi' : 'none' }
}

for (const event of ['online', 'offline']) {
  addEventListener(event, () => {
    for (const listener of listeners) listener(status())
  })
}

export const network = {
  getNetworkType: asynchronous('getNetworkType', () => ({ networkType: status().networkType })),
  onNetworkStatusChange: (listener: (status: NetworkStatus) => void) => void listeners.add(listener),
  offNetworkStatusChange(listener?: (status: NetworkStatus) => void) {
    if (listener) listeners.delete(listener)
    else listeners.clear()
  },
}
