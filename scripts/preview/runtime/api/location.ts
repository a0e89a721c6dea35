import { fact, field, showSheet } from '../overlays/sheet'
import { asynchronous } from './call'
import { permit } from './permissions'
import { covered } from './privacy'

interface Place {
  latitude: number
  longitude: number
  name: string
  address: string
}

/** The default position of the phone. */
const CAMPUS: Place = { latitude: 30.53, longitude: 114.36, name: '图书馆', address: '云麓大学东区 1 号' }

/** Stands for the satellites: who opened the browser with a position has that one, others are on the campus. */
async function here(): Promise<{ latitude: number; longitude: number; accuracy: number }> {
  const { state } = await navigator.permissions.query({ name: 'geolocation' })
  if (state !== 'granted') return { ...coordinatesOf(CAMPUS), accuracy: 30 }
  return new Promise((resolve, reject) => {
    const found = ({ coords }: GeolocationPosition) =>
      resolve({ ...coordinatesOf(coords), accuracy: coords.accuracy })
    navigator.geolocation.getCurrentPosition(found, ({ message }) => reject(new Error(message)))
  })
}

const coordinatesOf = ({ latitude, longitude }: { latitude: number; longitude: number }) => ({
  latitude,
  longitude,
})

async function getLocation() {
  await permit('scope.userLocation')
  const place = await here()
  return {
    ...place,
    horizontalAccuracy: place.accuracy,
    verticalAccuracy: 0,
    altitude: 0,
    speed: -1,
  }
}

async function chooseLocation({ latitude = CAMPUS.latitude, longitude = CAMPUS.longitude }: Partial<Place>) {
  const name = field('名称', CAMPUS.name)
  const address = field('地址', CAMPUS.address)
  const body = [name.row, address.row, fact('坐标', `${latitude}, ${longitude}`)]
  if (!(await showSheet({ title: '选择位置', body, confirmText: '确定', cancelText: '取消' }))) {
    throw new Error('cancel')
  }
  return { name: name.input.value, address: address.input.value, latitude, longitude }
}

/** Is done as soon as the map is shown. */
function openLocation({ latitude, longitude, name = '', address = '' }: Place): void {
  if (!Number.isFinite(latitude) || !Number.isFinite(longitude))
    throw new Error('parameter error: latitude, longitude')
  const body = [fact('地址', address), fact('坐标', `${latitude}, ${longitude}`)]
  void showSheet({ title: name || '位置', body, confirmText: '关闭' })
}

/** wx functions about places. */
export const location = {
  getLocation: covered('getLocation', getLocation),
  chooseLocation: covered('chooseLocation', chooseLocation),
  openLocation: asynchronous('openLocation', openLocation),
}
