package dev.migratedeploy.support;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataSizeTest {
  @ParameterizedTest
  @CsvSource({
    "10MB,10485760",
    "10 mb,10485760",
    "1.5GB,1610612736",
    "48kB,49152",
    "0B,0",
    "8 bytes,8",
    "2TiB,2199023255552",
    "1PB,1125899906842624",
  })
  void aSizeHasAUnit(String text, long bytes) {
    assertThat(DataSize.parse(text)).contains(bytes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "10", "-1MB", "MB", "1,5GB", "10 MBit", "ten MB", "1e3MB", "9999999PB"})
  void whatHasNoUnitOrIsNegativeIsNoSize(String text) {
    assertThat(DataSize.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0,0 bytes",
    "8192,8 KB",
    "1023,1023 bytes",
    "1048575,1 MB",
    "10485760,10 MB",
    "1288490188,1.2 GB",
    "227633266688,212 GB",
    "9223372036854775807,8192 PB",
    "-5,0 bytes",
  })
  void aSizeIsToldAsTheDatabaseTellsIt(long bytes, String words) {
    assertThat(DataSize.words(bytes)).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({
    "0,about 0 rows",
    "1,about 1 row",
    "812,about 812 rows",
    "999999,about 1 million rows",
    "48213,about 48 thousand rows",
    "1200000000,about 1.2 billion rows",
    "9223372036854775807,about 9223372 trillion rows",
  })
  void rowsAreToldRoughly(long rows, String words) {
    assertThat(DataSize.rows(rows)).isEqualTo(words);
  }
}
