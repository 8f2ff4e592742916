package io.throughline.console;

import io.throughline.access.Principal;
import io.throughline.settings.Settings;
import io.throughline.timelog.embedded.ErpAdministration;

/** The embedded ERP, where it is the one that keeps the logs. */
record OwnErp(ErpAdministration administration, boolean isUsed) {

    OwnErp(ErpAdministration administration, Settings settings) {
        this(administration, settings.timeLogs().erpApiBaseUrl() == null);
    }

    /** Whether the page to set it up is for them. */
    boolean maySetUp(Principal principal) {
        return isUsed && administration.mayManage(principal);
    }
}
