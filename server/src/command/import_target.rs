use clap::ValueEnum;

use crate::import::Target;

/// Kinds of import.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ImportTarget {
    /// code,parent,kind,name and attribute columns
    Places,
    /// code,place,quantity,unit,kind,step_s,zone,zero_is_missing
    Series,
    /// series,at,value[,quality]
    Readings,
    /// series,from,to,amount[,estimated,cost]
    Bills,
    /// series,place,share,from[,to]: who a shared meter serves
    Allocations,
    /// series,kwh_per_unit,from[,to]: kWh in a m³ of gas
    Coefficients,
    /// series,from[,to],post,price_eur_kwh,months,weekdays,hours,fixed_eur_year
    Tariffs,
    /// place,from[,to],weekday,open,close
    OpeningHours,
    /// place,on,name: works and changes of use
    Events,
    /// indicator,place,direction,baseline,baseline_at,target,target_at,…
    Objectives,
    /// ticket,seq,type,at,counter,desk,service[,number,appointment_at]
    TicketEvents,
    /// at,counter,channel,score,scale[,question]
    Ratings,
    /// counter,service,at,waiting,open_desks[,last_called,service_s,received_at]
    QueueStates,
}

impl From<ImportTarget> for Target {
    fn from(named: ImportTarget) -> Self {
        match named {
            ImportTarget::Places => Self::Places,
            ImportTarget::Series => Self::Series,
            ImportTarget::Readings => Self::Readings,
            ImportTarget::Bills => Self::Bills,
            ImportTarget::Allocations => Self::Allocations,
            ImportTarget::Coefficients => Self::Coefficients,
            ImportTarget::Tariffs => Self::Tariffs,
            ImportTarget::OpeningHours => Self::OpeningHours,
            ImportTarget::Events => Self::Events,
            ImportTarget::Objectives => Self::Objectives,
            ImportTarget::TicketEvents => Self::TicketEvents,
            ImportTarget::Ratings => Self::Ratings,
            ImportTarget::QueueStates => Self::QueueStates,
        }
    }
}
