"""What a webcam lets one set, on the systems that count differently."""

import pytest

from station.core.camera_controls import Control, ControlState, DeviceControls, Scale, exposure_s
from station.core.opencv import cv2


class Device:
    """Behaves like cv2.VideoCapture over a device with some properties: others read -1 and can't be set."""

    def __init__(self, values: dict[int, float], *, coarse: float = 1.0) -> None:
        self.values = values
        self.coarse = coarse
        self.sets: list[tuple[int, float]] = []

    def get(self, prop: int, /) -> float:
        return self.values.get(prop, -1.0)

    def set(self, prop: int, value: float, /) -> bool:
        if prop not in self.values:
            return False
        self.sets.append((prop, value))
        self.values[prop] = round(value / self.coarse) * self.coarse if prop == cv2.CAP_PROP_GAIN else value
        return True


def linux() -> Device:
    values = {
        cv2.CAP_PROP_EXPOSURE: 156.0,
        cv2.CAP_PROP_AUTO_EXPOSURE: 3.0,
        cv2.CAP_PROP_GAIN: 32.0,
    }
    return Device(values, coarse=16.0)


def windows() -> Device:
    return Device({cv2.CAP_PROP_EXPOSURE: -5.0, cv2.CAP_PROP_AUTO_EXPOSURE: 0.0, cv2.CAP_PROP_FOCUS: 30.0})


def test_what_a_device_lacks_is_left_out() -> None:
    controls = DeviceControls(linux(), backend=cv2.CAP_V4L2)
    assert [state.control for state in controls.states] == [Control.EXPOSURE, Control.GAIN]
    assert DeviceControls(Device({}), backend=cv2.CAP_DSHOW).states == ()


def test_looking_at_a_device_leaves_its_own_exposure_alone() -> None:
    device = linux()
    exposure = DeviceControls(device, backend=cv2.CAP_V4L2).states[0]
    assert exposure.automatic is True
    assert exposure.seconds == pytest.approx(0.0156)
    assert cv2.CAP_PROP_EXPOSURE not in {prop for prop, _ in device.sets}


def test_an_exposure_that_is_set_ends_the_automatic_first() -> None:
    device = linux()
    controls = DeviceControls(device, backend=cv2.CAP_V4L2)
    device.sets.clear()
    controls.set_value(Control.EXPOSURE, 20)
    assert device.sets == [(cv2.CAP_PROP_AUTO_EXPOSURE, 1.0), (cv2.CAP_PROP_EXPOSURE, 20)]
    state = controls.states[0]
    assert (state.automatic, state.value) == (False, 20)
    controls.set_automatic(Control.EXPOSURE, wanted=True)
    assert controls.states[0].automatic is True


def test_what_the_device_made_of_a_wish_is_read_back() -> None:
    controls = DeviceControls(linux(), backend=cv2.CAP_V4L2)
    controls.set_value(Control.GAIN, 70)
    assert controls.states[1].value == 64
    controls.set_value(Control.GAIN, 9999)
    assert controls.states[1].value == 256  # asked for 255 at most; the device rounds
    controls.set_value(Control.FOCUS, 3)  # it has none


def test_windows_counts_in_powers_of_two_and_says_zero_and_one() -> None:
    device = windows()
    controls = DeviceControls(device, backend=cv2.CAP_MSMF)
    exposure, focus = controls.states
    assert exposure.seconds == pytest.approx(1 / 32)
    assert (exposure.automatic, focus.automatic) == (False, None)
    controls.set_automatic(Control.EXPOSURE, wanted=True)
    assert device.values[cv2.CAP_PROP_AUTO_EXPOSURE] == 1.0
    assert exposure_s(-7, backend=cv2.CAP_DSHOW) == pytest.approx(1 / 128)
    assert exposure_s(5, backend=cv2.CAP_AVFOUNDATION) is None


@pytest.mark.parametrize(
    "state",
    [
        ControlState(Control.EXPOSURE, 156, 1, 5000),
        ControlState(Control.EXPOSURE, -5, -13, -1),
        ControlState(Control.GAIN, 64, 0, 255),
    ],
)
def test_a_slider_reaches_the_whole_range_and_each_of_its_steps_is_its_own(state: ControlState) -> None:
    scale = Scale(state)
    values = [scale.value_at(step) for step in range(scale.steps + 1)]
    assert (values[0], values[-1]) == (state.low, state.high)
    assert values == sorted(values)
    assert abs(scale.value_at(scale.step_of(state.value)) - state.value) <= max(1, 0.13 * abs(state.value))
