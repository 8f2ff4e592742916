package io.throughline.cli;

import io.throughline.access.AccessService;
import picocli.CommandLine.Option;

/** Which tenant an administrative command works in. */
final class TenantOption {

    @Option(
            names = "--tenant",
            paramLabel = "TENANT",
            defaultValue = AccessService.LOCAL_TENANT,
            description = "Tenant to work in (default: local; the sample company is sample).")
    private String key = AccessService.LOCAL_TENANT;

    String key() {
        return key;
    }
}
