package io.throughline.bench;

import com.sun.management.ThreadMXBean;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * Counts what all threads of another JVM have allocated, by its own management over a local connection. Virtual threads count
 * with the threads that carry them.
 */
final class JvmAllocation implements AutoCloseable {

    private final JMXConnector connector;
    private final ThreadMXBean threads;

    private JvmAllocation(JMXConnector connector, ThreadMXBean threads) {
        this.connector = connector;
        this.threads = threads;
    }

    @SuppressWarnings("BanJNDI") // the address comes from a process that we started
    static JvmAllocation of(long processId) throws IOException {
        try {
            VirtualMachine machine = VirtualMachine.attach(String.valueOf(processId));
            try {
                var connector = JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()));
                MBeanServerConnection beans = connector.getMBeanServerConnection();
                return new JvmAllocation(
                        connector,
                        ManagementFactory.newPlatformMXBeanProxy(
                                beans, ManagementFactory.THREAD_MXBEAN_NAME, ThreadMXBean.class));
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException e) {
            throw new IOException("Process " + processId + " is no JVM that can be looked into.", e);
        }
    }

    long bytes() {
        return threads.getTotalThreadAllocatedBytes();
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }
}
