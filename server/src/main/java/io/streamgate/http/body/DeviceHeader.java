package io.streamgate.http.body;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.streamgate.lease.id.Device;
import java.util.List;
import tools.jackson.core.JsonToken;

/** The header {@value #NAME}, in which a player says on which device it runs. */
public sealed interface DeviceHeader {

  /** The name of the header. */
  String NAME = "x-device-id";

  /** The device of the player; {@link Device#UNNAMED} without the header. */
  record Says(Device device) implements DeviceHeader {}

  /** A header that is given twice, or is no {@code device_id}. */
  record Invalid(Fault fault) implements DeviceHeader {}

  /** Reads the values of all lines of the header, of which each byte is a character. */
  static DeviceHeader of(List<String> values) {
    if (values.isEmpty()) {
      return new Says(Device.UNNAMED);
    }
    var utf8 = values.getFirst().getBytes(ISO_8859_1);
    return values.size() == 1 && Utf8.isSure(utf8) && isDeviceId(new String(utf8, UTF_8))
        ? new Says(new Device.Named(new String(utf8, UTF_8)))
        : new Invalid(
            new Fault(
                Fault.RequestPart.HEADER,
                NAME,
                "must be given once, with 1 to 256 characters in UTF-8"));
  }

  private static boolean isDeviceId(String text) {
    return FieldChecks.check(Field.DEVICE_ID.type(), JsonToken.VALUE_STRING, text)
        instanceof FieldChecks.Checked.Fits;
  }
}
