"""Why a call was not made, or its answer not taken."""

from enum import StrEnum


class WhyNotSent(StrEnum):
    NO_ADDRESS = "no_address"  # not http or https, no host, or a user's name in it
    UNKNOWN_HOST = "unknown_host"
    NOT_OPEN = "not_open"  # an address of the own network
    UNREACHABLE = "unreachable"
    NOT_TRUSTED = "not_trusted"  # its certificate
    TOO_SLOW = "too_slow"
    TOO_LARGE = "too_large"
    LED_ELSEWHERE = "led_elsewhere"  # a redirect, which is never followed
    NOT_HTTP = "not_http"  # what came is no answer


class NotSent(Exception):
    """There is no answer; `reason` says why. Whether the other side has seen the call is not known."""

    def __init__(self, reason: WhyNotSent) -> None:
        super().__init__(reason.value)
        self.reason = reason
