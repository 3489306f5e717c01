/** The command line: trains, evaluates and applies multi-layer perceptrons. */
module org.lanewise.cli {
    requires org.lanewise.mlp;
    requires info.picocli;
    requires me.tongfei.progressbar;
    requires de.siegmar.fastcsv;
    requires com.fasterxml.jackson.jr.ob;
    requires java.management;

    provides System.LoggerFinder with
            org.lanewise.mlp.cli.ConsoleLoggerFinder;

    opens org.lanewise.mlp.cli to
            info.picocli;
}
